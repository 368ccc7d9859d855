package cloud.dispatcher.control.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.cm.ConfigurationAdmin;

/** What Karaf's own configuration leaves open to its users without the role admin, where it is not the distribution's. */
public final class ShellGaps {
    private static final String SHELL = "org.apache.karaf.command.acl.shell";
    private static final String COMPULSORY = "karaf.secured.command.compulsory.roles";

    private ShellGaps() {}

    /** For people, each with what closes it; empty where nothing is open. */
    public static List<String> of(ConfigurationAdmin configurations) {
        var open = new ArrayList<String>();
        if (!"admin".equals(System.getProperty(COMPULSORY))) {
            open.add("commands that no ACL names (" + COMPULSORY + " = admin in etc/system.properties)");
        }
        if (!"admin".equals(rolesOfOthers(configurations))) {
            open.add("files, by shell:cat and its like (* = admin in etc/" + SHELL + ".cfg)");
        }
        return open;
    }

    private static Object rolesOfOthers(ConfigurationAdmin configurations) {
        try {
            var acl = configurations.getConfiguration(SHELL, null).getProperties();
            var roles = acl == null ? null : acl.get("*");
            return roles == null ? "" : roles;
        } catch (IOException e) {
            return "";
        }
    }
}
