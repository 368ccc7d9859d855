/** Files that are written whole or not at all. */
@NullMarked
package cloud.dispatcher.control.file;

import org.jspecify.annotations.NullMarked;
