/** The commands of Karaf's shell: they parse, call the api and render, and reference only services that never go, so that no stop takes them away. */
@NullMarked
package cloud.dispatcher.shell;

import org.jspecify.annotations.NullMarked;
