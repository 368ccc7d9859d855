package cloud.dispatcher.config;

/** A part that reads a file in {@code etc/}. It offers itself as this service too, so that people can be shown what counts. */
public interface Configured {

    /** As it counts now. */
    Judged<?> configuration();
}
