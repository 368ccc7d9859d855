/** The facts as JSON, with the field names of the API, and JSON as requests: each field is named here once. */
@NullMarked
package cloud.dispatcher.http.json;

import org.jspecify.annotations.NullMarked;
