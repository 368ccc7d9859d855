package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Accounts.Offer;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/** What an account's cloud offers. */
@Described("What can be asked for in one account. An empty list means that the cloud has no such choice.")
public record CatalogView(@JsonUnwrapped Catalog catalog, List<ActionKind> actions, Instant observedAt) {
    public static CatalogView of(Offer offer) {
        return new CatalogView(
                offer.catalog(), offer.actions().stream().sorted().toList(), offer.observedAt());
    }
}
