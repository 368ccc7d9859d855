package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.shell.ExecutorNames;
import cloud.dispatcher.shell.Sheet;
import cloud.dispatcher.shell.ShellCommand;
import cloud.dispatcher.shell.Table;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** {@code executor:show}: one of {@link Executors#list}. */
@Service
@Command(
        scope = "executor",
        name = "show",
        description = "Show what an executor can do, and which settings and credentials its accounts have")
public final class ExecutorShow extends ShellCommand {
    @Argument(name = "executor", description = "Its name; see executor:list", required = true)
    @Completion(ExecutorNames.class)
    String executor;

    @Reference
    Executors executors;

    @Override
    protected int run() throws CommandException {
        var found = executors.list().stream()
                .filter(one -> one.name().equals(executor))
                .findFirst()
                .orElseThrow(() ->
                        refused("There is no executor called " + executor + "; executor:list shows those there are."));
        show(() -> table(found), documents -> documents.of(found));
        return 0;
    }

    private static Table table(ExecutorStatus one) {
        var sheet = new Sheet();
        sheet.put("name", one.name());
        sheet.put("title", one.title());
        sheet.put("state", one.state());
        sheet.put(
                "actions", one.actions().stream().sorted().map(ActionKind::word).collect(Collectors.joining(", ")));
        one.settings().forEach(each -> sheet.put("setting " + each.name(), words(each)));
        one.credentials().forEach(each -> sheet.put("credential " + each.name(), words(each)));
        return sheet.table();
    }

    /** What it means, and how it is given. */
    private static String words(Setting setting) {
        var words = new ArrayList<String>();
        words.add(setting.description());
        words.add(
                setting.allowed().isEmpty()
                        ? setting.type().name().toLowerCase(Locale.ROOT)
                        : "one of " + String.join(", ", setting.allowed()));
        if (setting.fallback() == null) {
            words.add("must be given");
        } else if (!setting.description().contains("default " + setting.fallback())) { // many a description says it
            words.add("default " + setting.fallback());
        }
        return String.join("; ", words);
    }
}
