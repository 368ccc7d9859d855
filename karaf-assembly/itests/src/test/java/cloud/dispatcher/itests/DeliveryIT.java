package cloud.dispatcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is delivered: manifests, features and configuration. */
class DeliveryIT {
    private static final String FEATURES = Tree.text(Tree.ROOT.resolve("features/target/classes/features.xml"));

    static Stream<Path> bundles() {
        return Tree.bundles().stream();
    }

    static Stream<Path> configurations() {
        return Tree.matching(Tree.ROOT.resolve("etc"), "*.cfg").stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void only_the_api_exports(Path bundle) throws IOException {
        var exports = header(bundle, "Export-Package");
        if (bundle.endsWith("dispatcher-api")) {
            assertThat(exports)
                    .contains("cloud.dispatcher.model", "cloud.dispatcher.api", "cloud.dispatcher.spi")
                    .contains("cloud.dispatcher.state");
        } else {
            assertThat(exports).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_bundle_has_no_activator(Path bundle) throws IOException {
        assertThat(header(bundle, "Bundle-Activator")).isNull();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void every_bundle_is_in_a_feature(Path bundle) {
        assertThat(FEATURES).contains("mvn:cloud.dispatcher/" + bundle.getFileName() + "/");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void every_configuration_comes_with_a_feature(Path cfg) {
        assertThat(FEATURES).contains("finalname=\"/etc/" + cfg.getFileName() + "\"");
    }

    @Test
    void the_feature_dispatcher_parts_names_all_others() {
        var all = FEATURES.substring(FEATURES.indexOf("<feature name=\"dispatcher-parts\""));
        Tree.bundles().stream()
                .map(bundle -> bundle.getFileName().toString())
                .filter(name -> !name.equals("dispatcher-api") && !name.equals("dispatcher-web-contract"))
                .forEach(name -> assertThat(all).contains("<feature>" + name + "</feature>"));
    }

    private static String header(Path bundle, String name) throws IOException {
        try (var open = new JarFile(Tree.jar(bundle).toFile())) {
            return open.getManifest().getMainAttributes().getValue(name);
        }
    }
}
