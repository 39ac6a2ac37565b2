-- Makes a server that was just started the primary. Only what knows that there is no other runs it.
SET GLOBAL super_read_only = OFF;
SET GLOBAL read_only = OFF;
