"""Any AMQP client: Debian's python3-pika, as its tutorials use it.

AMQP_URL=... foreign.py send QUEUE BODY... | send-as QUEUE MESSAGE_ID BODY | take QUEUE COUNT
"""
import os
import sys

import pika

parameters = pika.URLParameters(os.environ["AMQP_URL"])
parameters.socket_timeout = 10
parameters.blocked_connection_timeout = 30
connection = pika.BlockingConnection(parameters)
channel = connection.channel()
command, queue = sys.argv[1:3]
channel.queue_declare(queue=queue, durable=True)

if command.startswith("send"):
    message_id, bodies = (None, sys.argv[3:]) if command == "send" else (sys.argv[3], sys.argv[4:])
    channel.confirm_delivery()
    for body in bodies:
        properties = pika.BasicProperties(delivery_mode=2, message_id=message_id)
        channel.basic_publish(exchange="", routing_key=queue, body=body.encode(), properties=properties, mandatory=True)
else:
    left = int(sys.argv[3])
    channel.basic_qos(prefetch_count=1)
    for method, _, body in channel.consume(queue, auto_ack=False, inactivity_timeout=30):
        if method is None:
            sys.exit("nothing came for 30 s")
        print(body.decode())
        channel.basic_ack(method.delivery_tag)
        left -= 1
        if left == 0:
            break
    channel.cancel()

connection.close()
