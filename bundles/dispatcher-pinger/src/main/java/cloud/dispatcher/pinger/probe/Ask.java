package cloud.dispatcher.pinger.probe;

import cloud.dispatcher.model.ServerId;
import java.net.InetAddress;
import java.time.Duration;

/**
 * One probe to be sent.
 *
 * @param number tells this probe from every other of the same pinger
 * @param port for TCP, else 0
 * @param timeout how long the answer may take from the moment of sending
 * @param askedAt when the prober was asked; {@link System#nanoTime()}
 */
public record Ask(ServerId server, long number, InetAddress address, int port, Duration timeout, long askedAt) {}
