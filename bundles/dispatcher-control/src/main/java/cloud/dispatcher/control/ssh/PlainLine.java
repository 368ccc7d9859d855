package cloud.dispatcher.control.ssh;

import java.util.regex.Pattern;
import org.jline.reader.EOFError;

/**
 * The command language of users without the role admin: commands and literal words, joined by {@code |} and {@code ;}. It has no variables,
 * substitutions, closures, assignments, redirections, method calls or jobs, with which Karaf's language reaches files and objects. A line
 * is not searched for what is forbidden but read by these rules and written anew, each word quoted: so it does not matter how Karaf would
 * have read the original.
 */
final class PlainLine {
    private static final Pattern COMMAND = Pattern.compile("(\\*:|[A-Za-z][\\w-]*:)?[A-Za-z][\\w-]*");
    private static final String FORBIDDEN = "$(){}<>&`";

    private final String typed;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private boolean isInWord;
    private boolean isCommandNext = true;
    private int at;

    private PlainLine(String typed) {
        this.typed = typed;
    }

    /**
     * The line in Karaf's language.
     *
     * @throws EOFError a quote is still open: more is to come
     * @throws IllegalArgumentException the line is none of a plain language; the message is for people
     */
    static String of(String typed) {
        return new PlainLine(typed).translate();
    }

    private String translate() {
        while (at < typed.length()) {
            char c = typed.charAt(at++);
            if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\') {
                add(next());
            } else if (c == ' ' || c == '\t' || c == '\r') {
                endWord();
            } else if (c == '|' || c == ';' || c == '\n') {
                endCommand(c);
            } else if (FORBIDDEN.indexOf(c) >= 0) {
                throw new IllegalArgumentException(
                        "Without the role admin a line has commands, their arguments, | and ; and no " + c
                                + ". Where it is part of a word, quote it: '" + c + "'");
            } else {
                add(c);
            }
        }
        endWord();
        if (isCommandNext && line.toString().endsWith("| ")) {
            throw new EOFError(1, at, "The line ends with |.");
        }
        return line.toString();
    }

    /** Between single quotes all is literal; between double quotes a backslash makes the next character so. */
    private void quoted(char quote) {
        isInWord = true;
        for (char c = next(); c != quote; c = next()) {
            add(c == '\\' && quote == '"' ? next() : c);
        }
    }

    private char next() {
        if (at == typed.length()) {
            throw new EOFError(1, at, "The line ends within a word.");
        }
        return typed.charAt(at++);
    }

    private void add(char c) {
        // gogo takes U+FFFF for the end of a line, quoted or not
        if (Character.isISOControl(c) && c != '\n' && c != '\t' || c == '\uffff') {
            throw new IllegalArgumentException("A line must not have control characters.");
        }
        isInWord = true;
        word.append(c);
    }

    private void endWord() {
        if (!isInWord) {
            return;
        }
        if (!isCommandNext) {
            line.append(" '").append(word.toString().replace("'", "'\\''")).append('\'');
        } else if (COMMAND.matcher(word).matches()) {
            line.append(word);
        } else {
            throw new IllegalArgumentException("There is no command " + word + ".");
        }
        isCommandNext = false;
        isInWord = false;
        word.setLength(0);
    }

    private void endCommand(char by) {
        endWord();
        if (!isCommandNext) {
            line.append(' ').append(by == '|' ? "| " : "; ");
        } else if (by == '|') {
            throw new IllegalArgumentException("There is no command before |.");
        }
        isCommandNext = true;
    }
}
