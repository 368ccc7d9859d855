package cloud.dispatcher.control.command;

import cloud.dispatcher.control.etc.ConfigEntry;
import cloud.dispatcher.control.etc.ConfigValidator;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the names of keys: {@code http.port}. */
@Service
public final class ConfigNames implements Completer {
    @Reference
    ConfigValidator configurations;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = configurations.entries().stream().map(ConfigEntry::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
