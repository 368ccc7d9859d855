/**
 * The whole product from outside: its archive unpacked, run by its scripts, asked over its port, killed like any process. Nothing
 * here knows a class of it.
 */
package cloud.dispatcher.itests.outside;
