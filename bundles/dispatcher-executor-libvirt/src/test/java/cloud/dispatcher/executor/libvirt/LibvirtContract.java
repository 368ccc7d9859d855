package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.Action.LaunchServer;
import cloud.dispatcher.spi.Access;
import cloud.dispatcher.spi.Executor;
import cloud.dispatcher.spi.ExecutorContract;
import cloud.dispatcher.spi.Existing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What every executor must do, against some libvirt. */
abstract class LibvirtContract extends ExecutorContract {
    /** Of the class that runs now. */
    abstract Libvirt.Cloud cloud();

    @Override
    protected Executor executor() {
        return cloud().executor();
    }

    @Override
    protected Access access() {
        return cloud().access();
    }

    @Override
    protected LaunchServer refusedRequest() {
        return Libvirt.Cloud.request("beos");
    }

    @Override
    protected String wordsOfRefusal() {
        return "beos";
    }

    @Override
    protected String unknownCloudId() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected Set<Existing> existing() {
        return cloud().existing();
    }

    @Override
    protected Access unreachable() {
        return cloud().with(Map.of("uri", "qemu+unix:///system?socket=/no/such/socket"))
                .access();
    }

    @Override
    protected List<String> hostileValues(Path program, Path file, int port) {
        return List.of(
                "test://" + file,
                "test:///default?x=" + file,
                "qemu+ext:///system?command=" + program,
                "qemu+ssh://127.0.0.1:" + port + "/system?command=" + program,
                "qemu+ssh://127.0.0.1/system?netcat=" + program,
                "qemu+ssh://-oProxyCommand=" + program + "/system",
                "esx://127.0.0.1:" + port + "/?no_verify=1",
                "xen+tcp://127.0.0.1:" + port + "/system",
                "linux: kernel=" + file + " base=/dev/sda",
                "linux: base=json:{\"file\":\"" + file + "\"}");
    }

    @Override
    protected boolean removeBehindOurBack(String cloudId) {
        cloud().removeBehindOurBack(cloudId);
        return true;
    }
}
