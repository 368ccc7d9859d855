package cloud.dispatcher.control.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line is run by the very interpreter that Karaf has. */
class PlainLineTest {
    private final List<List<Object>> arrived = new ArrayList<>();
    private final ThreadIOImpl io = new ThreadIOImpl();
    private CommandProcessorImpl processor;
    private CommandSession session;

    @BeforeEach
    void open() {
        io.start();
        processor = new CommandProcessorImpl(io);
        processor.addCommand("test", (Function) (by, words) -> arrived.add(List.copyOf(words)), "words");
        session = processor.createSession(
                new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream());
        session.put(CommandSession.OPTION_NO_GLOB, true); // as Karaf has it
        session.put("secret", "file");
    }

    @AfterEach
    void close() {
        processor.stop();
        io.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '\0',
            value = {
                "one two -> one,two",
                "--label a=b -n 3 -> --label,a=b,-n,3",
                "'a $secret' \"b $secret\" -> a $secret,b $secret",
                "it\\'s \"it's\" 'say \"x\"' -> it's,it's,say \"x\"",
                "\\$secret \\\\ '' -> $secret,\\,",
                "= x -> =,x",
                "* ? ~ [a] # %1 !x ^x -> *,?,~,[a],#,%1,!x,^x",
                "un\"quo ted\"end -> unquo tedend",
            })
    void words_arrive_as_they_were_typed(String typed, String words) throws Exception {
        session.execute(PlainLine.of("test:words " + typed));
        assertThat(arrived).containsExactly(List.of((Object[]) words.split(",", -1)));
    }

    @Test
    void whatever_is_quoted_arrives_as_it_is() throws Exception {
        var random = new Random(8);
        for (int i = 0; i < 500; i++) {
            var word = random.ints(12, 32, 127)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            arrived.clear();
            session.execute(PlainLine.of("test:words \"" + word.replaceAll("[\\\\\"]", "\\\\$0") + "\" ; words last"));
            assertThat(arrived).as(word).containsExactly(List.of(word), List.of("last"));
        }
    }

    @Test
    void pipes_semicolons_and_new_lines_join_commands() throws Exception {
        session.execute(PlainLine.of("words a; words b\n*:words c;;\n"));
        assertThat(arrived).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(PlainLine.of("a b|c")).isEqualTo("a 'b' | c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "words $secret",
                "words ${secret}",
                "words a > b",
                "words a >> b",
                "words < b",
                "words 2>&1",
                "words (words x)",
                "{ words }",
                "words {a,b}",
                "words a &",
                "words a && words b",
                "words `x`",
                "$.context bundles",
                "[a b] get 0",
                "\"some thing\" x",
                "'' x",
                "secret='x'",
                "= x",
                "| words",
                "../x",
                "1 + 1",
                "words a\u0000b",
                "words 'a\uffffb'",
                "words '\u001b[2J'",
            })
    void all_else_of_the_language_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlainLine.of(line));
        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"words 'a", "words \"a", "words \"a\\\"", "words a\\", "words a |", "words a | \n"})
    void a_line_that_is_not_at_its_end_asks_for_more(String line) {
        assertThatExceptionOfType(EOFError.class).isThrownBy(() -> PlainLine.of(line));
    }

    @Test
    void an_assignment_is_a_command_with_words() {
        assertThat(PlainLine.of("secret = x")).isEqualTo("secret '=' 'x'");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> session.execute(PlainLine.of("secret = x")))
                .withMessageContaining("secret");
        assertThat(session.get("secret")).isEqualTo("file");
    }

    @Test
    void the_console_is_told_why_and_never_left_with_the_line_itself() {
        var parser = new PlainParser(new DefaultParser());
        for (var refused : List.of("words $x", "words a\u0000", "'", "\"\\")) {
            try {
                assertThat(parser.parse(refused, 0, ParseContext.ACCEPT_LINE).line())
                        .startsWith("shell:echo '");
            } catch (EOFError more) {
                assertThat(refused).matches("['\"\\\\]+");
            }
        }
        assertThat(parser.parse("words 'a b'|x", 0).line()).isEqualTo("words 'a b' | x");
    }
}
