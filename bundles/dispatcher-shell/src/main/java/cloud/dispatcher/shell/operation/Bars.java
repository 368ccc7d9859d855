package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.shell.Titles;
import cloud.dispatcher.shell.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Shows operations on a terminal (ECMA-48): a bar for each, drawn anew in its place. Where they are more than its lines, those that matter. */
final class Bars implements Consumer<List<Operation>> {
    private static final int TITLE = 24;

    /** The prompt's line, and the one that the command was typed in. */
    private static final int NOT_OURS = 2;

    private final Titles titles;
    private final int width;
    private final int most;
    private int drawn;

    Bars(Titles titles, int width, int height) {
        this.titles = titles;
        this.width = width;
        this.most = Math.max(2, height - NOT_OURS);
    }

    @Override
    public void accept(List<Operation> now) {
        var out = new StringBuilder();
        if (drawn > 0) {
            out.append("\u001b[").append(drawn).append('A');
        }
        var lines = lines(now);
        for (var line : lines) {
            out.append("\r\u001b[K").append(Words.cut(line, width - 1)).append('\n');
        }
        out.append("\u001b[J"); // there may have been more lines before
        drawn = lines.size();
        System.out.print(out);
        System.out.flush();
    }

    private List<String> lines(List<Operation> now) {
        if (now.size() <= most) {
            return now.stream().map(this::line).toList();
        }
        var lines = new ArrayList<String>();
        now.stream()
                .filter(one -> one.state() != OperationState.SUCCEEDED)
                .limit(most - 1L)
                .map(this::line)
                .forEach(lines::add);
        lines.add("%,d operations: %,d succeeded, %,d did not, %,d are not over"
                .formatted(
                        now.size(),
                        count(now, one -> one.state() == OperationState.SUCCEEDED),
                        count(now, one -> one.state().isOver() && one.state() != OperationState.SUCCEEDED),
                        count(now, one -> !one.state().isOver())));
        return lines;
    }

    private static long count(List<Operation> operations, Predicate<Operation> which) {
        return operations.stream().filter(which).count();
    }

    private String line(Operation operation) {
        var title = Words.cut(Words.oneLine(titles.of(operation.action())), TITLE);
        return String.format(Locale.ROOT, "%-" + TITLE + "s %s", title, Words.oneLine(Words.bar(operation)));
    }
}
