/**
 * The tables: how a fact becomes a row and a row a fact, and the questions that are asked of them. One class for each subject. The
 * statements are standard SQL; what belongs to one kind of database stands in its migrations.
 */
@NullMarked
package cloud.dispatcher.store.rows;

import org.jspecify.annotations.NullMarked;
