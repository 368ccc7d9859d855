package cloud.dispatcher.http.json;

import cloud.dispatcher.http.rest.Fields;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action;
import cloud.dispatcher.model.Action.ChangeServer;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.ActionKind;
import cloud.dispatcher.model.Force;
import cloud.dispatcher.model.Secret;
import cloud.dispatcher.model.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads actions from requests. What it returns may be used only when {@link Fields#done()} has returned. */
public final class ActionReader {
    private static final int MOST = 1_000;

    private final Function<String, AccountId> account;

    /** @param account finds the account that a text means */
    public ActionReader(Function<String, AccountId> account) {
        this.account = account;
    }

    /** The launches of one request: several, numbered from 1, where it has a count. */
    public List<Action> launches(Fields fields) {
        var one = launch(fields);
        var count = fields.whole("count", 1, MOST);
        if (count == null) {
            return List.of(one);
        }
        var all = new ArrayList<Action>();
        for (int i = 1; i <= count; i++) {
            all.add(named(one, one.name() + "-" + i));
        }
        return all;
    }

    /** The actions of a bulk, in order. */
    public List<Action> bulk(Fields fields) {
        return fields.objects("actions", MOST).stream().map(this::action).toList();
    }

    private Action action(Fields fields) {
        var word = fields.text("action");
        var kind = kind(word, fields);
        if (kind == ActionKind.LAUNCH) {
            return launch(fields);
        }
        var force = fields.flag("force") ? Force.HARD : Force.GRACEFUL;
        return new ChangeServer(kind, new ServerId(fields.text("server")), force);
    }

    private static ActionKind kind(String word, Fields fields) {
        try {
            return ActionKind.of(word);
        } catch (IllegalArgumentException e) {
            var words = new ArrayList<String>();
            for (var kind : ActionKind.values()) {
                words.add(kind.word());
            }
            fields.note("action", "This must be one of " + String.join(", ", words) + ".");
            return ActionKind.LAUNCH;
        }
    }

    private LaunchServer launch(Fields fields) {
        var userData = fields.optional("userData", Integer.MAX_VALUE);
        return new LaunchServer(
                account.apply(fields.text("account")),
                fields.text("name"),
                fields.text("size"),
                fields.text("image"),
                fields.optional("network"),
                fields.optional("zone"),
                fields.optional("keyPair"),
                userData == null ? null : new Secret(userData),
                fields.texts("labels"));
    }

    private static LaunchServer named(LaunchServer launch, String name) {
        return new LaunchServer(
                launch.account(),
                name,
                launch.size(),
                launch.image(),
                launch.network(),
                launch.zone(),
                launch.keyPair(),
                launch.userData(),
                launch.labels());
    }
}
