package cloud.dispatcher.control.etc;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.control.etc.ConfigEntry.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigValidationTest {
    private static final String PID = "cloud.dispatcher.kennel";
    private static final String DECLARED = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="Kennel" name="Kennel">
                <AD id="dogs" type="Integer" default="2" min="1" max="9" description="How many"/>
                <AD id="walkSeconds" type="Double" default="5.0" min="0.5" max="60" description="How long"/>
                <AD id="place" type="String" default="home" description="Where"/>
                <AD id="nick" type="String" default="" required="false" description="How they are called"/>
                <AD id="leash" type="String" default="long" description="Which">
                  <Option label="long" value="long"/><Option label="short" value="short"/>
                </AD>
                <AD id="fed" type="Boolean" default="true" description="Whether"/>
              </OCD>
              <Designate pid="cloud.dispatcher.kennel"><Object ocdref="Kennel"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path folder;

    private Map<String, ConfigKey> keys;
    private ConfigValidation defaults;

    @BeforeEach
    void readTheDeclaration() throws IOException {
        var file = Files.writeString(folder.resolve("kennel.xml"), DECLARED);
        keys = ConfigDeclarations.read(file.toUri().toURL()).get(PID);
        defaults = ConfigValidation.ofDefaults(PID, keys);
    }

    @Test
    void what_is_not_written_has_the_declared_default() {
        assertThat(defaults.next(keys, Map.of())).isEqualTo(defaults);
        assertThat(defaults.entries())
                .extracting(entry -> entry.name() + "=" + entry.value())
                .containsExactly(
                        "kennel.dogs=2",
                        "kennel.walkSeconds=5",
                        "kennel.place=home",
                        "kennel.nick=",
                        "kennel.leash=long",
                        "kennel.fed=true");
    }

    @ParameterizedTest
    @CsvSource({
        "dogs, 1",
        "dogs, 9",
        "dogs, ' 3 '",
        "walkSeconds, 0.5",
        "walkSeconds, 60",
        "place, x",
        "nick, ''",
        "leash, short",
        "fed, false"
    })
    void what_is_allowed_is_delivered(String key, String value) {
        assertThat(delivered(defaults.next(keys, Map.of(key, value)), Map.of(key, value)))
                .containsEntry(key, value.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "dogs, 0",
        "dogs, 10",
        "dogs, ''",
        "dogs, two",
        "dogs, 1.5",
        "dogs, 99999999999",
        "dogs, 1 2",
        "dogs, 0x2",
        "walkSeconds, 0.4",
        "walkSeconds, 60.1",
        "walkSeconds, NaN",
        "walkSeconds, '1,5'",
        "walkSeconds, -1",
        "walkSeconds, 1e99",
        "place, ''",
        "place, ' '",
        "leash, red",
        "leash, ''",
        "fed, yes",
        "fed, ''"
    })
    void what_is_not_allowed_gives_way_to_what_was_effective(String key, String bad) {
        var good = defaults.next(
                keys, Map.of("dogs", "7", "walkSeconds", "8", "place", "yard", "leash", "short", "fed", "false"));
        var written = Map.<String, Object>of(key, bad);

        assertThat(delivered(defaults.next(keys, written), written)).containsEntry(key, value(defaults, key));
        assertThat(delivered(good.next(keys, written), written)).containsEntry(key, value(good, key));
        assertThat(refused(good.next(keys, written)))
                .singleElement()
                .asString()
                .startsWith(
                        "etc/cloud.dispatcher.kennel.cfg: " + key + " = " + bad.strip() + " is refused; allowed is ")
                .endsWith("; " + value(good, key) + " stays.");
    }

    @Test
    void a_list_is_never_allowed() {
        for (var list : List.of(new String[] {"home", "yard"}, new int[] {1}, List.of("home"))) {
            assertThat(value(defaults.next(keys, Map.of("place", list)), "place"))
                    .isEqualTo("home");
        }
    }

    @Test
    void what_is_refused_twice_leaves_the_last_good_value() {
        var now = defaults;
        for (var value : List.of("4", "x", "y")) {
            now = now.next(keys, Map.of("dogs", value));
        }
        assertThat(value(now, "dogs")).isEqualTo("4");
        assertThat(value(now.next(keys, Map.of()), "dogs")).isEqualTo("2");
    }

    @Test
    void an_unknown_key_is_named_with_the_one_that_was_meant_and_without_its_value() {
        var now = defaults.next(keys, Map.of("dosg", "secret", "Dogs", "3", "zebra", "1", "service.pid", PID));

        assertThat(now.entries())
                .filteredOn(entry -> entry.source() == Source.UNKNOWN)
                .extracting(ConfigEntry::origin)
                .containsExactly("no such key: did you mean dogs?", "no such key: did you mean dogs?", "no such key");
        assertThat(now.toString()).doesNotContain("secret");
        var log = new ArrayList<String>();
        now.tellUnknown(log::add);
        assertThat(log)
                .containsExactly(
                        "etc/cloud.dispatcher.kennel.cfg: ignored, for there is no such key: Dogs (did you mean"
                                + " dogs?), dosg (did you mean dogs?), zebra.");
    }

    @Test
    void garbage_is_quoted_short_and_printable() {
        assertThat(refused(defaults.next(keys, Map.of("dogs", "\u001b[2J\u202e" + "x".repeat(1000)))))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .hasSizeLessThan(200)
                        .doesNotContain("\u001b")
                        .doesNotContain("\u202e"));
    }

    @Test
    void what_changed_is_told() {
        var four = defaults.next(keys, Map.of("dogs", "4"));

        assertThat(four.changesSince(defaults)).isEqualTo("dogs = 4 (was 2)");
        assertThat(four.next(keys, Map.of("fed", "false")).changesSince(four))
                .isEqualTo("dogs = 2 (was 4), fed = false (was true)");
        assertThat(four.changesSince(four)).isEmpty();
    }

    private static Map<String, Object> delivered(ConfigValidation validation, Map<String, ?> written) {
        var properties = new Hashtable<String, Object>(written);
        validation.correct(properties);
        return properties;
    }

    private static List<String> refused(ConfigValidation validation) {
        var log = new ArrayList<String>();
        validation.tellRefused("%s stays", log::add);
        return log;
    }

    private static String value(ConfigValidation validation, String key) {
        return validation.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(ConfigEntry::value)
                .findFirst()
                .orElseThrow();
    }
}
