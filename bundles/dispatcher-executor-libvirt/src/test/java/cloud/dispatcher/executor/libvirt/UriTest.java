package cloud.dispatcher.executor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu:///session",
                "qemu+unix:///system?socket=/run/libvirt/libvirt-sock",
                "qemu+ssh://root@host.example.org/system",
                "qemu+ssh://host:2222/system?keyfile=/etc/dispatcher/id_ed25519&no_tty=1",
                "qemu+libssh2://ops@10.0.0.1/system?known_hosts=/etc/dispatcher/known_hosts",
                "qemu+tls://[2001:db8::1]/system?pkipath=/etc/pki/dispatcher",
                "qemu+tcp://host/system",
                "test:///default"
            })
    void what_is_harmless_is_allowed(String uri) {
        assertThat(Uri.allowed(uri)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qemu",
                "QEMU:///system",
                "qemu:///system ",
                "qemu:///system\n",
                "qemu:///system#x",
                "qemu:///embed?root=/tmp",
                "qemu://host/system",
                "qemu+ssh:///system",
                "qemu+ext:///system?command=/bin/true",
                "qemu+ext://host/system",
                "qemu+ssh://host/system?command=perl",
                "qemu+ssh://host/system?netcat=perl",
                "qemu+ssh://host/system?no_verify=1",
                "qemu+ssh://host/system?proxy=native",
                "qemu+ssh://host/system?keyfile=a&keyfile=/b",
                "qemu+ssh://host/system?keyfile=/a&keyfile=/b",
                "qemu+ssh://host/system?keyfile=/a/../b",
                "qemu+ssh://host/system?keyfile=/a/%2e%2e/b",
                "qemu+ssh://host/system?no_tty=yes",
                "qemu+ssh://host/system?&",
                "qemu+ssh://-oProxyCommand=perl/system",
                "qemu+ssh://-l@host/system",
                "qemu+ssh://a b@host/system",
                "qemu+ssh://$(perl)@host/system",
                "qemu+ssh://host;perl/system",
                "qemu+ssh://h\u00f6st/system",
                "qemu+unix:///system?socket=sock",
                "qemu+unix:///system?command=/bin/true",
                "qemu+unix://host/system?socket=/a",
                "test:///etc/passwd",
                "test:////etc/passwd",
                "test:///default?x=/etc/passwd",
                "test+ssh://host/default",
                "xen:///system",
                "lxc:///system",
                "esx://host/?no_verify=1",
                "http://host/",
                "file:///etc/passwd"
            })
    void everything_else_is_refused_and_not_repeated(String uri) {
        assertThatThrownBy(() -> Uri.allowed(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("setting uri")
                .extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("perl", "passwd", "ProxyCommand");
    }
}
