package cloud.dispatcher.http.json;

import cloud.dispatcher.api.Accounts.Offer;
import cloud.dispatcher.http.rest.Json;
import cloud.dispatcher.model.Account;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Catalog.Choice;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Accounts, without their credentials, and what their clouds offer as JSON. */
public final class AccountJson {
    private AccountJson() {}

    public static ObjectNode of(Account account) {
        var json = Json.object().put("id", account.id().value());
        json.setAll(draft(account));
        Members.put(json, "createdAt", account.createdAt());
        return json.put("version", account.version());
    }

    /** What somebody says of an account that is to be. */
    public static ObjectNode draft(Account account) {
        var json = Json.object().put("name", account.name()).put("executor", account.executor());
        Members.put(json, "settings", account.settings());
        return json;
    }

    public static ObjectNode of(Offer offer) {
        var catalog = offer.catalog();
        var json = Json.object();
        json.set("sizes", choices(catalog.sizes()));
        json.set("images", choices(catalog.images()));
        json.set("networks", choices(catalog.networks()));
        json.set("zones", choices(catalog.zones()));
        json.set("keyPairs", choices(catalog.keyPairs()));
        json.set("actions", actions(offer.actions()));
        Members.put(json, "observedAt", offer.observedAt());
        return json;
    }

    private static ArrayNode choices(List<Choice> choices) {
        var list = Json.array();
        choices.forEach(choice -> list.addObject().put("name", choice.name()).put("title", choice.title()));
        return list;
    }

    static ArrayNode actions(Set<ActionKind> actions) {
        var list = Json.array();
        actions.stream().sorted().forEach(action -> list.add(action.word()));
        return list;
    }
}
