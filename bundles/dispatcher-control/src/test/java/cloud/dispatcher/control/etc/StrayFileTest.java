package cloud.dispatcher.control.etc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrayFileTest {
    private static final List<String> PIDS =
            List.of("cloud.dispatcher.control", "cloud.dispatcher.executor.simulator", "cloud.dispatcher.http");

    @TempDir
    Path etc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud.dispatcher.http-2026-11-01.cfg",
                "cloud.dispatcher.http~old.cfg",
                "cloud.dispatcher.http.config",
                "cloud.dispatcher.http.json",
                "cloud.dispatcher.http.cfg.json",
                "cloud.dispatcher.http.cfg.bak",
                "cloud.dispatcher.http.cfg~",
                "cloud.dispatcher.http.cfg.cfg",
                "cloud.dispatcher.http.properties",
                "cloud.dispatcher.http",
                "cloud.dispatcher.http .cfg",
                " cloud.dispatcher.http.cfg",
                "cloud.dispatcher.http.cfg ",
                "cloud.dispatcher.HTTP.cfg",
                "Cloud.Dispatcher.http.cfg",
                "cloud.dispatcher.http.CFG",
                "cloud.dispatcher.http (copy).cfg",
                "cloud.dispacher.http.cfg",
                "cloud.dispatcher.htpp.cfg",
                "cloud_dispatcher_http.cfg",
                "dispatcher.http.cfg"
            })
    void a_copy_or_a_misspelt_name_leads_to_the_right_one(String name) {
        assertThat(StrayFile.of(name, PIDS))
                .hasValueSatisfying(stray -> assertThat(stray.meant()).contains("cloud.dispatcher.http.cfg"));
    }

    @Test
    void a_configuration_of_a_part_that_is_not_installed_is_named_too() {
        assertThat(StrayFile.of("cloud.dispatcher.something.else.cfg", PIDS)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud.dispatcher.http.cfg",
                "cloud.dispatcher.executor.simulator.cfg",
                "org.apache.karaf.features.cfg",
                "org.apache.karaf.shell.cfg",
                "org.apache.karaf.log.cfg",
                "org.apache.karaf.command.acl.dispatcher.cfg",
                "org.ops4j.pax.web.cfg",
                "org.ops4j.pax.url.mvn.cfg",
                "org.apache.felix.eventadmin.impl.EventAdmin.cfg",
                "custom.properties",
                "custom.system.properties",
                "dispatcher.aliases.sh",
                "dispatcher.service",
                "jmx.acl.cfg",
                "profile.cfg",
                "host.key"
            })
    void other_files_are_left_alone(String name) {
        assertThat(StrayFile.of(name, PIDS)).isEmpty();
    }

    @Test
    void those_of_a_folder_are_found() throws Exception {
        for (var name : List.of("cloud.dispatcher.http.cfg", "cloud.dispatcher.http-1.cfg", "users.properties")) {
            Files.createFile(etc.resolve(name));
        }
        assertThat(StrayFile.in(etc, PIDS)).extracting(StrayFile::name).containsExactly("cloud.dispatcher.http-1.cfg");
    }
}
