/** What the API shows and what it takes, each a record: Jackson maps it, and its schema in the OpenAPI document is made of it. */
@NullMarked
package cloud.dispatcher.http.view;

import org.jspecify.annotations.NullMarked;
