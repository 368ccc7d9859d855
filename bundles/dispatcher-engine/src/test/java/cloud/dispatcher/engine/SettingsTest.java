package cloud.dispatcher.engine;

import cloud.dispatcher.config.SettingsContract;

class SettingsTest extends SettingsContract<Settings> {
    SettingsTest() {
        super(Settings.FILE, Engine.Config.class);
    }
}
