package cloud.dispatcher.shell.operation;

import cloud.dispatcher.model.Operation;
import cloud.dispatcher.model.OperationState;
import cloud.dispatcher.model.Text;
import cloud.dispatcher.shell.DisplayText;
import cloud.dispatcher.shell.ScreenText;
import cloud.dispatcher.shell.ServerNameCache;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Shows operations on a terminal (ECMA-48): a bar for each, drawn anew in its place. Where they are more than its lines, those that matter. */
final class ProgressBars implements Consumer<List<Operation>> {
    private static final int TITLE = 24;

    /** The prompt's line, and the one that the command was typed in. */
    private static final int RESERVED = 2;

    private final ServerNameCache names;
    private final int width;
    private final int most;
    private int drawn;

    ProgressBars(ServerNameCache names, int width, int height) {
        this.names = names;
        this.width = width;
        this.most = Math.max(2, height - RESERVED);
    }

    @Override
    public void accept(List<Operation> now) {
        var out = new StringBuilder();
        if (drawn > 0) {
            out.append("\u001b[").append(drawn).append('A');
        }
        var lines = lines(now);
        for (var line : lines) {
            out.append("\r\u001b[K").append(ScreenText.cut(line, width - 1)).append('\n');
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
        var title = ScreenText.cut(Text.oneLine(names.of(operation.action())), TITLE);
        return ScreenText.pad(title, TITLE) + " " + Text.oneLine(DisplayText.bar(operation));
    }
}
