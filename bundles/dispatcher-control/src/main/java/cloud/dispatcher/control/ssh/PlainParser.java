package cloud.dispatcher.control.ssh;

import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Hands to Karaf's console, of what a user without the role admin types, nothing but {@link PlainLine}s. */
final class PlainParser implements Parser {
    private final Parser parser;

    /** @param parser for all that is only shown: completion, prompts for more */
    PlainParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        return context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED
                ? new Accepted(line, translated(line), cursor)
                : parser.parse(line, cursor, context);
    }

    /** Never fails but for more input: of a line without a parse, Karaf would run the text itself. */
    private static String translated(String line) {
        try {
            return PlainLine.of(line);
        } catch (EOFError more) {
            throw more;
        } catch (IllegalArgumentException refused) {
            return PlainLine.of(
                    "shell:echo \"" + String.valueOf(refused.getMessage()).replaceAll("[\\\\\"]", "\\\\$0") + "\"");
        }
    }

    /** @param line what is run */
    private record Accepted(String typed, String line, int cursor) implements ParsedLine {
        @Override
        public String word() {
            return typed;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(typed);
        }
    }
}
