package cloud.dispatcher.http.view;

import cloud.dispatcher.api.Refusal;
import cloud.dispatcher.api.RejectedException;
import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.http.json.Described;
import cloud.dispatcher.model.AccountId;
import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.model.Secret;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Servers to be launched. */
public record LaunchBody(
        @JsonUnwrapped LaunchSpec launch,

        @Described(value = "So many servers, named name-1, name-2, …", min = 1, max = MOST) @Nullable
        Integer count,

        @Described(max = 1_000) @Nullable String reason) {
    /** How many at once. */
    public static final int MOST = 1_000;

    /** One server to be launched. */
    public record LaunchSpec(
            @Described(value = "Id or name.", max = Described.SHORT)
            String account,

            @Described(
                    value = "Neither begins with a hyphen nor holds control characters.",
                    max = Described.SHORT,
                    example = "web")
            String name,

            @Described(max = Described.SHORT, example = "small")
            String size,

            @Described(max = Described.SHORT, example = "debian-12")
            String image,

            @Described(max = Described.SHORT) @Nullable String network,
            @Described(max = Described.SHORT) @Nullable String zone,
            @Described(max = Described.SHORT) @Nullable String keyPair,

            @Described("Handed to the server at its first boot; a secret. At most 64 KiB in UTF-8.") @Nullable
            Secret userData,

            @Described("The same as any bytes (gzip, for example), in Base64; instead of `userData`.")
            byte @Nullable [] userDataBase64,

            @Described(values = {"string", "number", "boolean"}) @Nullable
            Map<String, String> labels) {

        /**
         * As the engine takes it.
         *
         * @param at where it stands in the body (JSON Pointer)
         * @param accounts finds the account that a text means
         */
        LaunchServer action(String at, String named, Function<String, AccountId> accounts) {
            return new LaunchServer(
                    accounts.apply(account),
                    named,
                    size,
                    image,
                    network,
                    zone,
                    keyPair,
                    userData(at + "/userDataBase64"),
                    labels == null ? Map.of() : labels);
        }

        private @Nullable Secret userData(String at) {
            if (userDataBase64 == null) {
                return userData;
            }
            if (userData != null) {
                throw refused(at, "Give userData or userDataBase64, not both.");
            }
            if (userDataBase64.length > LaunchServer.MOST_USER_DATA) {
                throw refused(at, "The user data must not be longer than 64 KiB.");
            }
            return new Secret(userDataBase64);
        }

        private static RejectedException refused(String at, String detail) {
            return new RejectedException(Refusal.INVALID, at + ": " + detail, List.of(new FieldError(at, detail)));
        }
    }

    /** The launches: several, numbered from 1, where there is a count. */
    public List<LaunchServer> actions(Function<String, AccountId> accounts) {
        if (count == null) {
            return List.of(launch.action("", launch.name, accounts));
        }
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> launch.action("", launch.name + "-" + i, accounts))
                .toList();
    }
}
