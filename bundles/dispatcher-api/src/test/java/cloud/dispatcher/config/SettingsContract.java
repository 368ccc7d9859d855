package cloud.dispatcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.dispatcher.config.ConfigValue.Source;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What the settings of every part must do: they are held against the description (Metatype) that its bundle carries. */
public abstract class SettingsContract<S> {
    private static final String[] NO_NUMBERS = {"abc", "", "1 2", "0x10", "1e3", "99999999999", "\n", "1,5"};

    private final ConfigFile<S> file;
    private final Class<?> config;
    private Map<String, Element> described;

    /** @param config what the description is made of */
    protected SettingsContract(ConfigFile<S> file, Class<?> config) {
        this.file = file;
        this.config = config;
    }

    @BeforeEach
    void readTheDescription() throws Exception {
        try (InputStream xml = config.getResourceAsStream("/OSGI-INF/metatype/" + config.getName() + ".xml")) {
            var document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(xml);
            var found = document.getElementsByTagName("AD");
            described = IntStream.range(0, found.getLength())
                    .mapToObj(i -> (Element) found.item(i))
                    .collect(
                            Collectors.toMap(each -> each.getAttribute("id"), each -> each, (a, b) -> a, TreeMap::new));
            assertThat(((Element) document.getElementsByTagName("Designate").item(0)).getAttribute("pid"))
                    .isEqualTo(file.pid());
        }
    }

    @Test
    void what_is_read_is_what_is_described() {
        assertThat(file.first(Map.of()).values().stream().map(ConfigValue::key))
                .containsExactlyInAnyOrderElementsOf(described.keySet());
    }

    @Test
    void the_described_defaults_count_where_nothing_is_written() {
        var defaults = described.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().getAttribute("default")));
        var written = defaults.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().replaceAll("[.]0$", "")));

        assertThat(file.first(Map.of()).settings()).isEqualTo(file.standard());
        assertThat(file.first(written).settings()).isEqualTo(file.standard());
        assertThat(file.first(written).errors()).isEmpty();
    }

    @Test
    void a_number_counts_within_its_described_limits_and_is_refused_beyond_them() {
        numbers().forEach((key, description) -> {
            for (var limit : new String[] {"min", "max"}) {
                assertThat(description.getAttribute(limit))
                        .as("%s of %s", limit, key)
                        .isNotEmpty();
            }
            var least = new BigDecimal(description.getAttribute("min"));
            var most = new BigDecimal(description.getAttribute("max"));
            var little = description.getAttribute("type").equals("Double") ? new BigDecimal("0.01") : BigDecimal.ONE;

            assertThat(source(key, least)).as("%s = %s", key, least).isEqualTo(Source.FILE);
            assertThat(source(key, most)).as("%s = %s", key, most).isEqualTo(Source.FILE);
            assertRefused(key, least.subtract(little).toPlainString());
            assertRefused(key, most.add(little).toPlainString());
        });
    }

    @Test
    void what_is_no_number_is_refused() {
        for (var key : numbers().keySet()) {
            for (var bad : NO_NUMBERS) {
                assertRefused(key, bad);
            }
        }
    }

    @Test
    void a_number_that_is_refused_later_leaves_the_one_before() {
        numbers().forEach((key, description) -> {
            var least = new BigDecimal(description.getAttribute("min"))
                    .stripTrailingZeros()
                    .toPlainString();
            var before = file.first(Map.of(key, least));

            var now = file.next(Map.of(key, "abc", "service.pid", file.pid()), before);

            assertThat(now.settings()).isEqualTo(before.settings());
            assertThat(now.errors()).isEmpty();
            assertThat(now.news()).isEmpty();
            assertThat(now.warnings())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("etc/" + file.pid() + ".cfg: " + key + " = abc is refused; allowed is ")
                            .endsWith("; " + least + " stays."));
        });
    }

    private void assertRefused(String key, String bad) {
        var judged = file.first(Map.of(key, bad));
        assertThat(judged.settings()).as("%s = %s", key, bad).isEqualTo(file.standard());
        assertThat(judged.errors())
                .as("%s = %s", key, bad)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("etc/" + file.pid() + ".cfg: " + key + " = ")
                        .doesNotContain("\n"));
    }

    private Source source(String key, BigDecimal value) {
        return file.first(Map.of(key, value.stripTrailingZeros().toPlainString())).values().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .source();
    }

    private Map<String, Element> numbers() {
        var numbers = new HashMap<>(described);
        numbers.values().removeIf(each -> List.of("String", "Boolean").contains(each.getAttribute("type")));
        return numbers;
    }
}
