package cloud.dispatcher.control.command;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.ConfigValue;
import cloud.dispatcher.config.ConfigValue.Source;
import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class ConfigRowTest {
    private static final String PID = "cloud.dispatcher.kennel";

    /** A key as a bundle describes it. */
    private record Described(String getID, int getType, String standard) implements AttributeDefinition {
        @Override
        public String getName() {
            return getID;
        }

        @Override
        public String getDescription() {
            return "What it means";
        }

        @Override
        public int getCardinality() {
            return 0;
        }

        @Override
        public String[] getOptionValues() {
            return null;
        }

        @Override
        public String[] getOptionLabels() {
            return null;
        }

        @Override
        public String validate(String value) {
            return null;
        }

        @Override
        public String[] getDefaultValue() {
            return new String[] {standard};
        }
    }

    private static final Described DOGS = new Described("dogs", AttributeDefinition.DOUBLE, "2.0");
    private static final Described PASSWORD = new Described("password", AttributeDefinition.PASSWORD, "");

    @Test
    void a_value_is_shown_with_its_default_and_where_it_is_from() {
        assertThat(row(DOGS, "3", "3", Source.FILE))
                .isEqualTo(new ConfigRow(PID, "dogs", "3", "2", "file", "a number from 0 to 9", "What it means"));
        assertThat(row(DOGS, null, "2", Source.DEFAULT).from()).isEqualTo("default");
        assertThat(row(DOGS, "ma\nny", "2", Source.REFUSED).from()).isEqualTo("refused: ma?ny");
        assertThat(row(DOGS, "4", null, Source.UNREAD))
                .isEqualTo(new ConfigRow(PID, "dogs", "4", "2", "not read", "a number from 0 to 9", "What it means"));
    }

    @Test
    void a_refused_value_is_shown_with_the_reason() {
        var taken = new ConfigValue("dogs", "4", "3", Source.REFUSED, null, null, "no place");
        assertThat(ConfigRow.of(PID, DOGS, taken).from()).isEqualTo("refused: 4 (no place)");
        var standard = new ConfigValue("dogs", null, "3", Source.REFUSED, null, null, "no place");
        assertThat(ConfigRow.of(PID, DOGS, standard).from()).isEqualTo("refused: 2 (no place)");
    }

    @Test
    void a_secret_is_shown_by_no_way() {
        for (var source : Source.values()) {
            assertThat(row(PASSWORD, "s3cret", "s3cret", source).toString()).doesNotContain("s3cret");
        }
        assertThat(row(PASSWORD, "s3cret", "s3cret", Source.FILE).value()).isEqualTo("***");
    }

    @Test
    void what_an_unknown_key_was_meant_for_may_be_a_secret_too() {
        var unread = new ConfigValue("pasword", "s3cret", null, Source.UNREAD, null, null, null);
        assertThat(ConfigRow.unknown(PID, unread).toString()).doesNotContain("s3cret");
    }

    @Test
    void it_is_found_by_a_piece_of_its_name() {
        var row = row(DOGS, "3", "3", Source.FILE);
        assertThat(row.matches("kennel.dogs")).isTrue();
        assertThat(row.matches("dog")).isTrue();
        assertThat(row.matches(PID)).isTrue();
        assertThat(row.matches("cats")).isFalse();
    }

    private static ConfigRow row(AttributeDefinition described, String written, String counts, Source source) {
        return ConfigRow.of(
                PID,
                described,
                new ConfigValue(described.getID(), written, counts, source, "a number from 0 to 9", null, null));
    }
}
