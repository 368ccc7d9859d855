/** Answers that wait for the event journal: streams and long polls. None of them holds a thread. */
@NullMarked
package cloud.dispatcher.http.live;

import org.jspecify.annotations.NullMarked;
