package cloud.dispatcher.control.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

/** Completes the names of keys: {@code http.port}. */
@Service
public final class ConfigNames implements Completer {
    @Reference
    BundleContext context;

    @Reference
    MetaTypeService types;

    @Reference
    ConfigurationAdmin files;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        var names = new ConfigRows(context, types, files)
                .all().stream().map(ConfigRow::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
