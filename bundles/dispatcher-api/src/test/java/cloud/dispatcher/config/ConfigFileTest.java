package cloud.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.ConfigValue.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final Path HOME = Path.of("/home/dispatcher");

    private record Kennel(int dogs, Duration walkSeconds, Path leash) {
        private static Kennel of(Reading<Kennel> file) {
            return new Kennel(
                    file.whole("dogs", 1, 9, Kennel::dogs),
                    file.seconds("walkSeconds", "0.5", "60", Kennel::walkSeconds),
                    file.path("leash", HOME, Kennel::leash));
        }
    }

    private static final Kennel USUAL = new Kennel(2, Duration.ofSeconds(5), HOME.resolve("leash"));
    private static final ConfigFile<Kennel> FILE = new ConfigFile<>("kennel", USUAL, Kennel::of);

    private final List<String> told = new ArrayList<>();

    @Test
    void what_is_not_written_has_its_default() {
        assertThat(first(Map.of()).settings()).isEqualTo(USUAL);
        assertThat(told).isEmpty();
    }

    @Test
    void texts_and_numbers_are_read() {
        assertThat(first(Map.of("dogs", 3, "walkSeconds", " 0.75 ", "leash", "a/../b"))
                        .settings())
                .isEqualTo(new Kennel(3, Duration.ofMillis(750), HOME.resolve("b")));
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dogs, 0",
        "dogs, 10",
        "dogs, -1",
        "dogs, two",
        "dogs, ''",
        "dogs, 1.5",
        "dogs, 1e0",
        "dogs, 0x1",
        "dogs, 99999999999999999999",
        "walkSeconds, 0.4",
        "walkSeconds, 61",
        "walkSeconds, 1e1",
        "walkSeconds, 5 s",
        "walkSeconds, NaN",
        "leash, ''"
    })
    void a_bad_value_is_an_error_at_the_beginning_and_the_default_counts(String key, String value) {
        assertThat(first(Map.of(key, value)).settings()).isEqualTo(USUAL);
        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("ERROR etc/kennel.cfg: " + key + " = " + value + " is refused; allowed is a ")
                        .contains("; the default ")
                        .endsWith(" counts."));
    }

    @Test
    void a_bad_value_is_a_warning_later_and_the_one_before_stays() {
        var before = first(Map.of("dogs", 3, "walkSeconds", 7));

        var now = next(Map.of("dogs", "many", "walkSeconds", 8), before);

        assertThat(now.settings()).isEqualTo(new Kennel(3, Duration.ofSeconds(8), HOME.resolve("leash")));
        assertThat(told)
                .containsExactly(
                        "WARN etc/kennel.cfg: dogs = many is refused; allowed is a whole number from 1 to 9; 3 stays.",
                        "INFO etc/kennel.cfg: from now on walkSeconds = 8 (was 7).");
        assertThat(next(Map.of("dogs", "more"), now).settings().dogs()).isEqualTo(3);
    }

    @Test
    void a_path_that_is_none_is_refused() {
        assertThat(first(Map.of("leash", "a\0b")).settings()).isEqualTo(USUAL);
        assertThat(told)
                .containsExactly("ERROR etc/kennel.cfg: leash = a?b is refused; allowed is a path; the default"
                        + " leash counts.");
    }

    @Test
    void a_key_that_is_not_known_is_named_with_the_one_that_was_meant_and_without_its_value() {
        var judged = first(Map.of("dgos", "s3cret", "Leash", "x", "password", "s3cret"));

        assertThat(judged.settings()).isEqualTo(USUAL);
        assertThat(told)
                .containsExactly("WARN etc/kennel.cfg: ignored, for there is no such key: Leash (is leash meant?), dgos"
                        + " (is dogs meant?), password.");
        assertThat(judged.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_file_of_nonsense_is_told_in_one_short_line() {
        var nonsense = new HashMap<String, Object>();
        for (int i = 0; i < 100; i++) {
            nonsense.put("\u0000\u0007\n" + i + "x".repeat(1_000), "");
        }

        first(nonsense);

        assertThat(told)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(" and 95 more")
                        .doesNotContain("\n", "\u0007")
                        .hasSizeLessThan(500));
    }

    @Test
    void what_the_framework_adds_is_no_key_of_the_file() {
        first(Map.of(
                "service.pid", "kennel",
                "component.name", "Kennel",
                "felix.fileinstall.filename", "file:/kennel.cfg",
                "dogs.target", "(a=b)"));
        assertThat(told).isEmpty();
    }

    @Test
    void a_file_that_goes_takes_its_values_with_it() {
        var before = first(Map.of("dogs", 3));

        assertThat(told(FILE.next(Map.of(), before)).settings()).isEqualTo(USUAL);

        assertThat(told).containsExactly("INFO etc/kennel.cfg counts no more, the defaults do: dogs = 2 (was 3).");
    }

    @Test
    void a_value_that_turns_out_to_be_of_no_use_gives_way_to_the_one_of_before() {
        var before = first(Map.of("leash", "red"));

        var now = told(FILE.next(Map.of("leash", "blue", "service.pid", "kennel"), before)
                .unusable("leash", "It is torn.", before));

        assertThat(now.settings()).isEqualTo(before.settings());
        assertThat(now.values())
                .contains(new ConfigValue("leash", "blue", "red", Source.REFUSED, "a path", null, "It is torn."));
        assertThat(told).containsExactly("WARN etc/kennel.cfg: leash = blue is refused: It is torn. red stays.");
    }

    @Test
    void of_what_has_yet_to_come_true_nothing_is_told_and_what_counts_meanwhile_is_shown() {
        var before = first(Map.of("dogs", 3));

        var written = Map.of("dogs", 4, "walkSeconds", 7, "service.pid", "kennel");
        var now = told(FILE.next(written, before, Set.of("dogs"))).unused("dogs", "3", "no place");

        assertThat(told).containsExactly("INFO etc/kennel.cfg: from now on walkSeconds = 7 (was 5).");
        assertThat(now.settings().dogs()).isEqualTo(4);
        assertThat(now.values())
                .startsWith(new ConfigValue(
                        "dogs", "4", "3", Source.REFUSED, "a whole number from 1 to 9", null, "no place"));
    }

    @Test
    void each_value_tells_where_it_is_from_and_what_is_allowed() {
        var judged = first(Map.of("dogs", "0", "walkSeconds", "6.50", "dog", "1"));
        assertThat(judged.values())
                .containsExactly(
                        new ConfigValue("dogs", "0", "2", Source.REFUSED, "a whole number from 1 to 9", null, null),
                        new ConfigValue(
                                "walkSeconds", "6.50", "6.5", Source.FILE, "a number from 0.5 to 60", null, null),
                        new ConfigValue("leash", null, "leash", Source.DEFAULT, "a path", null, null),
                        new ConfigValue("dog", null, null, Source.UNKNOWN, null, "dogs", null));
    }

    private Judged<Kennel> first(Map<String, ?> written) {
        return told(FILE.first(written));
    }

    private Judged<Kennel> next(Map<String, ?> written, Judged<Kennel> before) {
        var all = new HashMap<String, Object>(written);
        all.put("service.pid", "kennel");
        return told(FILE.next(all, before));
    }

    private Judged<Kennel> told(Judged<Kennel> judged) {
        judged.tell(
                line -> told.add("ERROR " + line), line -> told.add("WARN " + line), line -> told.add("INFO " + line));
        return judged;
    }
}
