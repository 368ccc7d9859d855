package cloud.dispatcher.shell.server;

import cloud.dispatcher.model.Catalog;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Completes an image. */
@Service
public final class ImageNames extends CatalogNames {
    @Override
    List<Catalog.Choice> choices(Catalog catalog) {
        return catalog.images();
    }
}
