package cloud.dispatcher.shell.executor;

import cloud.dispatcher.api.Executors;
import cloud.dispatcher.api.Executors.ExecutorStatus;
import cloud.dispatcher.model.Setting;
import cloud.dispatcher.shell.DetailTable;
import cloud.dispatcher.shell.ExecutorCompleter;
import cloud.dispatcher.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        description = "Show what an executor can do, and which settings and credentials its accounts have",
        detailedDescription = "Example: executor:show libvirt")
public final class ExecutorShow extends ShellCommand {
    @Argument(name = "executor", description = "Its name; see executor:list", required = true)
    @Completion(ExecutorCompleter.class)
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
        detail(List.of(found), ExecutorShow::table);
        return 0;
    }

    private static DetailTable table(ExecutorStatus one) {
        var details = new DetailTable();
        details.put("name", one.name());
        details.put("title", one.title());
        details.put("state", one.state());
        details.put("actions", ExecutorList.actions(one));
        one.settings().forEach(each -> details.put("setting " + each.name(), words(each)));
        one.credentials().forEach(each -> details.put("credential " + each.name(), words(each)));
        return details;
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
        } else if (!setting.description().contains("default " + setting.fallback())) { // some descriptions say it
            words.add("default " + setting.fallback());
        }
        return String.join("; ", words);
    }
}
