package cloud.dispatcher.store;

import cloud.dispatcher.config.Configured;
import cloud.dispatcher.config.Judged;
import cloud.dispatcher.state.StoreException;
import cloud.dispatcher.store.database.DirectoryInUseException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings as they are now, also while the store cannot be opened. Immediate, so that it is one for the life of the bundle. */
@Component(
        immediate = true,
        configurationPid = Configuration.PID,
        service = {Configuration.class, Configured.class})
@Designate(ocd = Configuration.Config.class)
public final class Configuration implements Configured {
    static final String PID = "cloud.dispatcher.store";

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);

    /** What etc/cloud.dispatcher.store.cfg says. */
    @ObjectClassDefinition(name = "Dispatcher store")
    public @interface Config {
        @AttributeDefinition(
                name = "Directory",
                description = "Where the database and its keys lie; relative to the container's folder")
        String directory() default "var";

        @AttributeDefinition(
                name = "Keep days",
                description =
                        "For how many days what has ended is kept: operations, events, terminated servers, cleared"
                                + " outages",
                min = "1",
                max = "36500")
        int keepDays() default 90;

        @AttributeDefinition(
                name = "Keep rows",
                description = "How many of each of these are kept at most",
                min = "1000",
                max = "100000000")
        int keepRows() default 1_000_000;
    }

    private volatile Judged<Settings> judged;
    private @Nullable Consumer<Settings> move;

    @Activate
    public Configuration(Map<String, Object> written) {
        judged = Settings.FILE.first(written);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    /** Only another directory makes a difference; one that cannot be opened leaves an open store where it is. */
    @Modified
    synchronized void change(Map<String, Object> written) {
        judged = moved(Settings.FILE.next(written, judged), judged);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    private Judged<Settings> moved(Judged<Settings> wanted, Judged<Settings> before) {
        if (move == null
                || wanted.settings().directory().equals(before.settings().directory())) {
            return wanted;
        }
        try {
            move.accept(wanted.settings());
            return wanted;
        } catch (DirectoryInUseException | StoreException e) {
            return wanted.unusable("directory", String.valueOf(e.getMessage()), before);
        }
    }

    /**
     * Opens the store where it is to be now. A change waits for that, and then moves it.
     *
     * @param moving throws what {@link Store#open} throws, and then leaves the store where it is
     */
    synchronized void open(Consumer<Settings> opening, Consumer<Settings> moving) {
        opening.accept(judged.settings());
        move = moving;
    }

    /** There is no open store any more. */
    synchronized void closed() {
        move = null;
    }

    Settings settings() {
        return judged.settings();
    }

    @Override
    public Judged<?> configuration() {
        return judged;
    }
}
