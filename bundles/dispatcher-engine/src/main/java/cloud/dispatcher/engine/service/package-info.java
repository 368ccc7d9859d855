/** The services of the API: they answer always, and let changes in while the dispatcher runs. */
@NullMarked
package cloud.dispatcher.engine.service;

import org.jspecify.annotations.NullMarked;
