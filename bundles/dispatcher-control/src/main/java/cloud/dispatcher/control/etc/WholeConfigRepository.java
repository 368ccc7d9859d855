package cloud.dispatcher.control.etc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.utils.properties.TypedProperties;
import org.apache.karaf.config.core.ConfigRepository;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What Karaf's {@code config:*} commands write with. Karaf's own repository writes a file in place: a full disk leaves it empty. This one
 * replaces it whole, or fails and leaves it as it was. Everything else is Karaf's.
 */
@Component(property = WholeConfigRepository.RANKING) // the commands take the service with the highest ranking
public final class WholeConfigRepository implements ConfigRepository {
    static final String RANKING = "service.ranking:Integer=100";
    private static final String KARAFS = "(!(service.ranking=100))";
    private static final String CFG = "cfg";

    private final BundleContext context;
    private final ConfigRepository karafs;

    @Activate
    public WholeConfigRepository(BundleContext context, @Reference(target = KARAFS) ConfigRepository karafs) {
        this.context = context;
        this.karafs = karafs;
    }

    @Override
    public void update(String pid, Map<String, Object> values) throws IOException {
        update(pid, values, CFG);
    }

    @Override
    public void update(String pid, Map<String, Object> values, String format) throws IOException {
        var configuration = getConfigAdmin().getConfiguration(pid, "?");
        var path = ConfigurationFile.of(ConfigurationFile.values(configuration))
                .orElseGet(() -> Path.of(System.getProperty("karaf.etc"), pid + "." + format));
        if (configuration.getFactoryPid() != null || !path.toString().endsWith("." + CFG)) {
            karafs.update(pid, values, format);
            return;
        }
        var file = ConfigurationFile.at(path, context);
        file.save(file.read(), values);
        var written = new Hashtable<>(file.read());
        written.put(FileInstall.FILE_NAME, path.toFile().toURI().toString());
        configuration.update(written);
    }

    @Override
    public void delete(String pid) throws Exception {
        karafs.delete(pid);
    }

    @Override
    public ConfigurationAdmin getConfigAdmin() {
        return karafs.getConfigAdmin();
    }

    @Override
    public TypedProperties getConfig(String pid) throws IOException, InvalidSyntaxException {
        return karafs.getConfig(pid);
    }

    @Override
    public boolean exists(String pid) throws Exception {
        return karafs.exists(pid);
    }

    @Override
    public String createFactoryConfiguration(String pid, Map<String, Object> values) throws IOException {
        return karafs.createFactoryConfiguration(pid, values);
    }

    @Override
    public String createFactoryConfiguration(String pid, Map<String, Object> values, String format) throws IOException {
        return karafs.createFactoryConfiguration(pid, values, format);
    }

    @Override
    public String createFactoryConfiguration(String pid, String alias, Map<String, Object> values) throws IOException {
        return karafs.createFactoryConfiguration(pid, alias, values);
    }

    @Override
    public String createFactoryConfiguration(String pid, String alias, Map<String, Object> values, String format)
            throws IOException {
        return karafs.createFactoryConfiguration(pid, alias, values, format);
    }
}
