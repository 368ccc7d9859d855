/** Two things held against each other in one run, A B A B, so that what else the machine does hits both. */
package cloud.dispatcher.benchmarks;
