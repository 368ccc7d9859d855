package cloud.dispatcher.log;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Replaces what looks like a secret by {@code ***}. Our own code logs none (a {@code Secret} shows as ***); this is for what libraries
 * print, so a word too many is hidden rather than one too few.
 */
final class Scrubber {
    private static final String HIDDEN = "***";

    /** A value: in quotes whatever they hold, else up to what ends one in JSON, in a URL, in a record or on a command line. */
    private static final String VALUE = "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s,;&\"')}\\]>]++)";

    private static final String SECRET_NAME =
            "password|passwd|passphrase|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key|user[-_]?data";

    /**
     * @param hints a text that has none of these, in lower case, is not searched
     * @param found what is found, the secret outside of the first group
     */
    private record Rule(List<String> hints, Pattern found) {
        static Rule of(List<String> hints, String found) {
            return new Rule(hints, Pattern.compile(found, CASE_INSENSITIVE | DOTALL));
        }

        String apply(String text) {
            return found.matcher(text).replaceAll("$1" + HIDDEN);
        }
    }

    private static final List<Rule> RULES = List.of(
            // What a web server shows of the bytes it has read or writes: no rule could tell what in them is secret.
            Rule.of(List.of("<<<"), "(=\\{)[^\\n]*?<<<.*?>>>[^\\n]*?(?:\\}|$)"),
            Rule.of(List.of("private key"), "()-----BEGIN [A-Z ]*PRIVATE KEY.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"),
            Rule.of(
                    List.of("authorization"),
                    "(authorization[\"']?\\s*[:=,]\\s*[\"']?)(?!Bearer <)(?:(?:bearer|basic|digest|negotiate|aws4-hmac-sha256)\\s+)?[^\\s\"',\\]}]++"),
            Rule.of(
                    List.of("bearer ", "basic "),
                    "(\\b(?:bearer|basic)\\s+)(?=[^\\s\"',]*[0-9=])[A-Za-z0-9+/._~=-]{8,}+"),
            Rule.of(List.of("cookie"), "(\\bcookie2?[\"']?\\s*[:=]\\s*)[^\\r\\n\\]}]++"),
            Rule.of(
                    List.of("pass", "secret", "token", "credential", "key", "user"),
                    "((?<!client)(?:" + SECRET_NAME + ")[\\w.-]*[\"']?\\s*[:=]\\s*)" + VALUE),
            // account:create -c name=value
            Rule.of(List.of("-c ", "--credential"), "((?:^|\\s)(?:-c|--credential)\\s+[\"']?[\\w.-]+=)" + VALUE),
            Rule.of(List.of("://"), "(://[^\\s:/@]*:)[^\\s@/]++(?=@)"),
            Rule.of(List.of("akia", "asia"), "\\b()(?-i:AKIA|ASIA)(?-i:[A-Z0-9]{16})\\b"));

    /** An AWS secret key stands alone in 40 characters of base64; a hash in hexadecimal has no capital letters, a path few digits. */
    private static final Pattern AWS_SECRET = Pattern.compile(
            "(?<![A-Za-z0-9/+=])(?=[a-z0-9/+]*[A-Z])(?=[A-Z0-9/+]*[a-z])(?=[A-Za-z/+]*[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");

    private static final int AWS_SECRET_LENGTH = 40;

    private Scrubber() {}

    /** The same text, and the same object, where nothing is to be hidden. */
    static String scrub(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var clean = text;
        for (var rule : RULES) {
            for (var hint : rule.hints()) {
                if (lower.contains(hint)) {
                    clean = rule.apply(clean);
                    break;
                }
            }
        }
        if (hasLongWord(clean)) {
            clean = AWS_SECRET.matcher(clean).replaceAll(HIDDEN);
        }
        return clean.equals(text) ? text : clean;
    }

    /** Whether so many characters of base64 stand together that the expression, which is slow, is worth its time. */
    private static boolean hasLongWord(String text) {
        int length = 0;
        for (int i = 0; i < text.length() && length < AWS_SECRET_LENGTH; i++) {
            char c = text.charAt(i);
            boolean isPart =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '/' || c == '+';
            length = isPart ? length + 1 : 0;
        }
        return length >= AWS_SECRET_LENGTH;
    }
}
