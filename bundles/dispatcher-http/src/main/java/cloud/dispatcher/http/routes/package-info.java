/** What is served, by subject: each class names its routes and answers them. */
@NullMarked
package cloud.dispatcher.http.routes;

import org.jspecify.annotations.NullMarked;
