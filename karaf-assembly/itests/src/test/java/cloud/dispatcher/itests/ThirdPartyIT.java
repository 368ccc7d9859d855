package cloud.dispatcher.itests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which libraries the distribution holds: each once, and under a licence that we may ship. The list is {@code third-party.txt}. */
class ThirdPartyIT {
    private static final Path TARGET = Tree.ROOT.resolve("karaf-assembly/target");

    /** Of a choice of licences one is enough. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "EPL-2.0", "CC0-1.0", "MPL-2.0");

    private static List<ShippedJar> jars;

    @BeforeAll
    static void list() throws IOException {
        jars = ShippedJar.in(TARGET.resolve("assembly"));
        Files.write(
                TARGET.resolve("third-party.txt"),
                jars.stream().map(ShippedJar::line).toList());
    }

    @Test
    void every_jar_is_under_a_licence_that_we_may_ship() {
        assertThat(jars)
                .hasSizeGreaterThan(50)
                .allSatisfy(jar -> assertThat(jar.licences()).as(jar.line()).containsAnyElementsOf(ALLOWED));
    }

    @Test
    void no_library_is_there_in_two_versions() {
        var versions = jars.stream().collect(groupingBy(ShippedJar::library, mapping(ShippedJar::version, toSet())));
        assertThat(versions)
                .allSatisfy((library, all) -> assertThat(all).as(library).hasSize(1));
    }
}
