/**
 * How an operation goes from its plan to its end, whatever the cloud: look if an earlier call may have had an effect; adopt; else make, step
 * by step; poll until ready; undo. Pure: every method makes a new state from values. With it the plans of EC2, Nova, Docker, libvirt and vSphere
 * as fakes, and a test for each rule. It lives among the tests until executors offer these primitives; then Walk, Undo and the values they
 * speak of move to the engine and the SPI as they are.
 */
@NullMarked
package cloud.dispatcher.engine.walk;

import org.jspecify.annotations.NullMarked;
