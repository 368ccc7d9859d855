package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.config.ConfigFile;
import cloud.dispatcher.config.Configured;
import cloud.dispatcher.config.Judged;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in etc/. It has no keys, for everything is a setting of an account; whoever writes one there is told so. */
@Component(configurationPid = EmptyFile.PID, immediate = true)
public final class EmptyFile implements Configured {
    static final String PID = "cloud.dispatcher.executor.libvirt";

    private static final Logger LOG = LoggerFactory.getLogger(EmptyFile.class);
    private static final ConfigFile<String> FILE = new ConfigFile<>(PID, "nothing", file -> "nothing");

    private volatile Judged<String> judged;

    @Activate
    public EmptyFile(Map<String, Object> written) {
        judged = FILE.first(written);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    @Modified
    void change(Map<String, Object> written) {
        judged = FILE.next(written, judged);
        judged.tell(LOG::error, LOG::warn, LOG::info);
    }

    @Override
    public Judged<?> configuration() {
        return judged;
    }
}
