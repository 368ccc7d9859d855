package cloud.dispatcher.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A jar of the distribution, also one inside a bundle.
 *
 * @param library the file's name without its version
 * @param licences each as an SPDX identifier, or as the jar says it where no identifier is known; empty where it says nothing
 */
record ShippedJar(String library, String version, List<String> licences) implements Comparable<ShippedJar> {
    private static final Pattern FILE_NAME = Pattern.compile("(?<library>.+?)-(?<version>\\d.*)[.]jar");
    private static final Pattern LICENCE_FILE = Pattern.compile("(META-INF/)?(LICEN[CS]E|about)([.](txt|md|html))?");
    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom[.]xml");
    private static final Pattern POM_LICENCE = Pattern.compile("<license>\\s*<name>([^<]+)</name>");

    /** How jars spell it. */
    private static final Map<Pattern, String> SPELLINGS = Map.of(
            Pattern.compile("(?is).*apache.*2[.]0.*|.*apache license.*"),
            "Apache-2.0",
            Pattern.compile(
                    "(?is).*(edl-v10|eclipse distribution license|bsd-3|bsd 3|redistribution and use in source.*neither the name).*"),
            "BSD-3-Clause",
            Pattern.compile("(?is).*(bsd-2|bsd 2).*"),
            "BSD-2-Clause",
            Pattern.compile("(?is).*(epl[- ]?2|epl-v20|eclipse public license.*2[.]0).*"),
            "EPL-2.0",
            Pattern.compile("(?is).*\\bmit\\b.*"),
            "MIT");

    /** Where the jar says nothing: what its publisher says. */
    private static final Map<String, String> PUBLISHED = Map.of(
            "bcprov-jdk18on", "MIT", // https://www.bouncycastle.org/licence.html
            "bcpkix-jdk18on", "MIT",
            "bcutil-jdk18on", "MIT",
            // In their poms, which are not in the jars
            "flyway-database-postgresql", "Apache-2.0",
            "libvirt", "MIT");

    /** Every jar below a folder. */
    static List<ShippedJar> in(Path folder) throws IOException {
        var jars = new ArrayList<ShippedJar>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                try (var content = Files.newInputStream(file)) {
                    read(file.getFileName().toString(), content, jars);
                }
            }
        }
        return jars.stream().distinct().sorted().toList();
    }

    private static void read(String name, InputStream content, List<ShippedJar> jars) throws IOException {
        var said = new ArrayList<String>();
        @Nullable String text = null;
        try (var jar = new JarInputStream(content)) {
            var manifest = jar.getManifest();
            if (manifest != null) {
                said.addAll(header(manifest.getMainAttributes()));
            }
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    read(
                            entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                            new ByteArrayInputStream(jar.readAllBytes()),
                            jars);
                } else if (POM.matcher(entry.getName()).matches()) {
                    POM_LICENCE
                            .matcher(new String(jar.readAllBytes(), StandardCharsets.UTF_8))
                            .results()
                            .forEach(each -> said.add(each.group(1).strip()));
                } else if (LICENCE_FILE.matcher(entry.getName()).matches()) {
                    text = new String(jar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        if (said.isEmpty() && text != null) {
            said.add(text);
        }
        jars.add(of(name, said));
    }

    private static List<String> header(Attributes attributes) {
        var licence = attributes.getValue("Bundle-License");
        return licence == null ? List.of() : List.of(licence.split(",\\s*(?=http)"));
    }

    private static ShippedJar of(String fileName, List<String> said) {
        var name = FILE_NAME.matcher(fileName);
        var library = name.matches() ? name.group("library") : fileName;
        var licences =
                said.stream().map(ShippedJar::identifier).distinct().sorted().toList();
        if (licences.isEmpty() && PUBLISHED.containsKey(library)) {
            licences = List.of(PUBLISHED.get(library));
        }
        return new ShippedJar(library, name.matches() ? name.group("version") : "", licences);
    }

    private static String identifier(String said) {
        return SPELLINGS.entrySet().stream()
                .filter(each -> each.getKey().matcher(said).matches())
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst()
                .orElse(said.lines().findFirst().orElse("").strip());
    }

    /** A line of {@code third-party.txt}. */
    String line() {
        return "%-55s %-15s %s".formatted(library, version, licences.stream().collect(Collectors.joining(" or ")));
    }

    @Override
    public int compareTo(ShippedJar other) {
        return line().compareTo(other.line());
    }
}
