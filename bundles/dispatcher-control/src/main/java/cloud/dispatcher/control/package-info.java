@NullMarked
package cloud.dispatcher.control;

import org.jspecify.annotations.NullMarked;
