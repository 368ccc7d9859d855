package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Catalog;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes a network. */
@Service
public final class NetworkNames extends CatalogNames {
    @Override
    List<Catalog.Choice> choices(Catalog catalog) {
        return catalog.networks();
    }
}
