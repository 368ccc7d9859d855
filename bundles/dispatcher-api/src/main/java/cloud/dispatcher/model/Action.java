package cloud.dispatcher.model;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked for. It is validated by its shape here, and against accounts and servers at the door. */
public sealed interface Action {

    /** The action by name. */
    ActionKind kind();

    /** Names every case; a new one breaks the build of whoever has to know. */
    <R> R match(Function<LaunchServer, R> launch, Function<ChangeServer, R> change);

    /**
     * Make one server.
     *
     * @param name what people call it; need not be unique
     * @param size the cloud's word for its shape (EC2 instance type, OpenStack flavor)
     * @param userData handed to the server at its first boot, any bytes (gzip included); a secret, because people put passwords there
     * @param labels people's own words about it
     */
    record LaunchServer(
            AccountId account,
            String name,
            String size,
            String image,
            @Nullable String network,
            @Nullable String zone,
            @Nullable String keyPair,
            @Nullable Secret userData,
            Map<String, String> labels)
            implements Action {
        /** How much user data is accepted, in bytes. */
        public static final int MOST_USER_DATA = 64 << 10;

        public LaunchServer {
            Text.require(name, "name");
            Text.require(size, "size");
            Text.require(image, "image");
            labels = Map.copyOf(labels);
        }

        @Override
        public ActionKind kind() {
            return ActionKind.LAUNCH;
        }

        @Override
        public <R> R match(Function<LaunchServer, R> launch, Function<ChangeServer, R> change) {
            return launch.apply(this);
        }
    }

    /** Change or end the server that is there: any kind but {@link ActionKind#LAUNCH}. */
    record ChangeServer(ActionKind kind, ServerId server, Force force) implements Action {
        public ChangeServer {
            if (kind == ActionKind.LAUNCH) {
                throw new IllegalArgumentException("a launch does not change a server");
            }
        }

        @Override
        public <R> R match(Function<LaunchServer, R> launch, Function<ChangeServer, R> change) {
            return change.apply(this);
        }
    }
}
