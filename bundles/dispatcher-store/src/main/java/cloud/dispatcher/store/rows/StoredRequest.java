package cloud.dispatcher.store.rows;

import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import cloud.dispatcher.store.database.Row;
import cloud.dispatcher.store.database.Vault;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for, as JSON, and its user data, sealed in a column of its own. */
final class StoredRequest {
    private StoredRequest() {}

    /** Its account is the operation's. */
    private record Launch(
            String name,
            String size,
            String image,
            @Nullable String network,
            @Nullable String zone,
            @Nullable String keyPair,
            Map<String, String> labels) {}

    /** Its kind and its server are the operation's. */
    private record Change(Force force) {}

    static String write(Action action) {
        return Json.write(action.<Object>match(
                launch -> new Launch(
                        launch.name(),
                        launch.size(),
                        launch.image(),
                        launch.network(),
                        launch.zone(),
                        launch.keyPair(),
                        launch.labels()),
                change -> new Change(change.force())));
    }

    static @Nullable Secret userData(Action action) {
        return action instanceof LaunchServer launch ? launch.userData() : null;
    }

    static Action read(Row row, Vault vault) throws SQLException {
        var kind = row.choice(ActionKind.class, "action");
        var text = row.text("request");
        if (kind != ActionKind.LAUNCH) {
            var change = Json.read(Change.class, text);
            return new ChangeServer(kind, new ServerId(row.text("server")), change.force());
        }
        var launch = Json.read(Launch.class, text);
        var sealed = row.bytesOrNull("user_data");
        return new LaunchServer(
                new AccountId(row.text("account")),
                launch.name(),
                launch.size(),
                launch.image(),
                launch.network(),
                launch.zone(),
                launch.keyPair(),
                sealed == null ? null : new Secret(vault.openBytes(sealed, row.text("id"))),
                launch.labels());
    }
}
