package cloud.dispatcher.engine;

import cloud.dispatcher.model.SettingsContract;

class SettingsTest extends SettingsContract<Settings> {
    SettingsTest() {
        super(Settings.FILE, Engine.Config.class);
    }
}
