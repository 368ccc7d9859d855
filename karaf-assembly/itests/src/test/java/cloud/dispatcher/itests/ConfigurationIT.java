package cloud.dispatcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What can be configured, as the bundles describe it (Metatype), against the files in etc/ that people read. */
class ConfigurationIT {
    private static final Pattern KEY = Pattern.compile("(#?)([\\w.]+) = ?(.*)");
    private static final Pattern NUMBER = Pattern.compile("Integer|Double");

    /** Open as shipped, closed without the line: a file that was emptied or cut off opens nothing. */
    private static final Map<String, String> OPENED = Map.of("host", "*");

    /** What a file says of one key: its value, and the comment above. */
    private record Line(String value, String comment, boolean isComment) {}

    private static final Map<String, Map<String, Element>> DESCRIBED = described();

    static Stream<String> pids() {
        return files().keySet().stream();
    }

    @Test
    void every_part_that_is_described_has_a_file() {
        assertThat(files().keySet()).containsAll(DESCRIBED.keySet());
    }

    @ParameterizedTest
    @MethodSource("pids")
    void a_file_names_every_key_and_no_other(String pid) {
        assertThat(lines(pid))
                .containsOnlyKeys(DESCRIBED.getOrDefault(pid, Map.of()).keySet());
    }

    @ParameterizedTest
    @MethodSource("pids")
    void a_file_shows_each_default_in_a_comment(String pid) {
        lines(pid).forEach((key, line) -> {
            if (OPENED.containsKey(key)) {
                assertThat(line).isEqualTo(new Line(OPENED.get(key), line.comment(), false));
                return;
            }
            assertThat(line.isComment()).as("%s is commented out", key).isTrue();
            var described = DESCRIBED.get(pid).get(key);
            var fallback = described.getAttribute("default");
            if (NUMBER.matcher(described.getAttribute("type")).matches()) {
                assertThat(new BigDecimal(line.value())).as(key).isEqualByComparingTo(fallback);
            } else {
                assertThat(line.value()).as(key).isEqualTo(fallback);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pids")
    void a_file_tells_what_each_key_means_and_what_is_allowed(String pid) {
        lines(pid).forEach((key, line) -> {
            assertThat(line.comment()).as(key).isNotBlank();
            var described = DESCRIBED.get(pid).get(key);
            if (NUMBER.matcher(described.getAttribute("type")).matches()) {
                assertThat(line.comment())
                        .as(key)
                        .contains(described.getAttribute("min") + " to " + described.getAttribute("max"));
            }
        });
    }

    @Test
    void what_opens_the_api_is_the_last_line_of_its_file() {
        assertThat(lines("cloud.dispatcher.http").keySet()).endsWith("host");
    }

    @ParameterizedTest
    @MethodSource("pids")
    void a_number_has_limits_and_a_default_within_them(String pid) {
        DESCRIBED.get(pid).forEach((key, described) -> {
            if (NUMBER.matcher(described.getAttribute("type")).matches()) {
                assertThat(new BigDecimal(described.getAttribute("default")))
                        .as(key)
                        .isBetween(
                                new BigDecimal(described.getAttribute("min")),
                                new BigDecimal(described.getAttribute("max")));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pids")
    void the_component_that_reads_a_file_follows_its_changes(String pid) {
        assertThat(components())
                .filteredOn(
                        component -> component.getAttribute("configuration-pid").equals(pid))
                .isNotEmpty()
                .allSatisfy(component ->
                        assertThat(component.getAttribute("modified")).isNotEmpty());
    }

    private static Map<String, Path> files() {
        var files = new TreeMap<String, Path>();
        for (var file : Tree.matching(Tree.ROOT.resolve("etc"), "cloud.dispatcher.*.cfg")) {
            files.put(file.getFileName().toString().replaceFirst("[.]cfg$", ""), file);
        }
        return files;
    }

    /** The keys of a file. Those that stand together have one comment. */
    private static Map<String, Line> lines(String pid) {
        var lines = new LinkedHashMap<String, Line>();
        var comment = new ArrayList<String>();
        for (var line : Tree.text(files().get(pid)).lines().toList()) {
            var key = KEY.matcher(line);
            if (key.matches()) {
                lines.put(
                        key.group(2),
                        new Line(
                                key.group(3),
                                String.join("\n", comment),
                                key.group(1).equals("#")));
            } else if (line.isBlank()) {
                comment.clear();
            } else {
                comment.add(line);
            }
        }
        return lines;
    }

    /** By PID and key. */
    private static Map<String, Map<String, Element>> described() {
        var described = new TreeMap<String, Map<String, Element>>();
        documents("OSGI-INF/metatype/").forEach(document -> {
            var keys = new TreeMap<String, Element>();
            elements(document.getElementsByTagName("AD")).forEach(key -> keys.put(key.getAttribute("id"), key));
            elements(document.getElementsByTagName("Designate"))
                    .forEach(designate -> described.put(designate.getAttribute("pid"), keys));
        });
        return described;
    }

    private static Stream<Element> components() {
        return documents("OSGI-INF/").map(Document::getDocumentElement);
    }

    /** The XML in one folder of every bundle. */
    private static Stream<Document> documents(String folder) {
        return Tree.bundles().stream().flatMap(bundle -> {
            try (var jar = new JarFile(Tree.jar(bundle).toFile())) {
                var found = new ArrayList<Document>();
                for (var entry : jar.stream()
                        .filter(each -> each.getName().matches(folder + "[^/]+[.]xml"))
                        .toList()) {
                    found.add(parse(jar.getInputStream(entry)));
                }
                return found.stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Document parse(InputStream xml) throws IOException {
        try (xml) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(xml);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
