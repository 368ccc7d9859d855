package cloud.dispatcher.engine.admission;

import cloud.dispatcher.api.RejectedException.FieldError;
import cloud.dispatcher.model.Action.LaunchServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one launch may carry, by whichever way it is asked for: a thousand of them are validated, sealed and committed at once, and must fit in memory
 * together.
 */
final class Bounds {
    private static final int CHARACTERS = 255;
    private static final int LABELS = 64;

    private Bounds() {}

    /** What is too much of it, or unfit. */
    static List<FieldError> exceeded(LaunchServer launch, String pointer) {
        var errors = new ArrayList<FieldError>();
        text(errors, pointer + "/name", "The name", launch.name());
        errors.addAll(Names.hyphen(launch.name(), pointer + "/name"));
        text(errors, pointer + "/size", "The size", launch.size());
        text(errors, pointer + "/image", "The image", launch.image());
        text(errors, pointer + "/network", "The network", launch.network());
        text(errors, pointer + "/zone", "The zone", launch.zone());
        text(errors, pointer + "/keyPair", "The key pair", launch.keyPair());
        var userData = launch.userData();
        if (userData != null && userData.bytes().length > LaunchServer.MOST_USER_DATA) {
            errors.add(new FieldError(pointer + "/userData", "The user data must not be longer than 64 KiB."));
        }
        if (launch.labels().size() > LABELS) {
            errors.add(new FieldError(pointer + "/labels", "A server may have " + LABELS + " labels at most."));
        }
        launch.labels().forEach((name, value) -> {
            text(errors, pointer + "/labels", "The name of a label", name);
            text(errors, pointer + "/labels", "The value of a label", value);
        });
        return errors;
    }

    private static void text(List<FieldError> errors, String pointer, String what, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.length() > CHARACTERS) {
            errors.add(new FieldError(pointer, what + " must not be longer than " + CHARACTERS + " characters."));
        }
        errors.addAll(Names.unprintable(text, pointer, what));
    }
}
