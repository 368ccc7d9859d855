package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Catalog;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes a size. */
@Service
public final class SizeNames extends CatalogNames {
    @Override
    List<Catalog.Choice> choices(Catalog catalog) {
        return catalog.sizes();
    }
}
