package cloud.dispatcher.shell.account;

import cloud.dispatcher.model.Secret;
import cloud.dispatcher.shell.KeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;

/** Gives an account its settings and credentials. */
abstract class AccountEdit extends AccountChangeCommand {
    @Option(
            name = "--setting",
            description = "name=value, as executor:show lists them; name= takes it away",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SettingCompleter.class)
    List<String> settings = new ArrayList<>();

    @Option(
            name = "--credential",
            aliases = "-c",
            description =
                    "name=value; name= takes it away; of a name alone the value is asked for, and stands in no history",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(SettingCompleter.class)
    List<String> credentials = new ArrayList<>();

    final Map<String, Secret> secrets() throws Exception {
        var secrets = new HashMap<String, Secret>();
        for (var credential : credentials) {
            if (credential.indexOf('=') < 0) {
                secrets.put(credential, new Secret(hidden(credential + ": ")));
            } else {
                KeyValues.of(List.of(credential)).forEach((key, value) -> secrets.put(key, new Secret(value)));
            }
        }
        return secrets;
    }
}
