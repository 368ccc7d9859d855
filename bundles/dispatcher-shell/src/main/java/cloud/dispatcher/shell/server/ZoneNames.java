package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Catalog;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes a zone. */
@Service
public final class ZoneNames extends CatalogNames {
    @Override
    List<Catalog.Choice> choices(Catalog catalog) {
        return catalog.zones();
    }
}
